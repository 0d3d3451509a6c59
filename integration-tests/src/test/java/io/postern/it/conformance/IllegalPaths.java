package io.postern.it.conformance;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.server.ServerEndpoint;

/** Endpoint classes that must not be deployed because of their paths. */
public final class IllegalPaths {

    private IllegalPaths() {}

    @Dependent
    @ServerEndpoint("")
    public static class NoPath {}

    @Dependent
    @ServerEndpoint("no/slash")
    public static class NoSlash {}

    @Dependent
    @ServerEndpoint("/two//slashes")
    public static class TwoSlashes {}

    @Dependent
    @ServerEndpoint("/a/./dot")
    public static class Dot {}

    @Dependent
    @ServerEndpoint("/two/../dots")
    public static class Dots {}

    @Dependent
    @ServerEndpoint("/{unclosed")
    public static class UnclosedVariable {}

    @Dependent
    @ServerEndpoint("/part-of-{segment}")
    public static class PartOfSegment {}

    @Dependent
    @ServerEndpoint("/{v}/{v}")
    public static class VariableTwice {}

    @Dependent
    @ServerEndpoint("/same")
    public static class Same {}

    @Dependent
    @ServerEndpoint("/same")
    public static class SameAgain {}

    @Dependent
    @ServerEndpoint("/equivalent/{a}")
    public static class Equivalent {}

    @Dependent
    @ServerEndpoint("/equivalent/{b}")
    public static class EquivalentAgain {}
}
