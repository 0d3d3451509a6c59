package io.postern.internal.identity;

/** What is there besides what this project brings along. */
final class ClassPath {

    private ClassPath() {}

    /** Whether a class can be loaded; it is not initialised. */
    static boolean has(String name) {
        try {
            Class.forName(name, false, ClassPath.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
