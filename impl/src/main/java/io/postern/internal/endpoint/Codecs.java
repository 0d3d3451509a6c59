package io.postern.internal.endpoint;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The encoders and decoders that an endpoint names, in the order in which it names them.
 *
 * @param encoders what can be sent as an object
 * @param decoders what can be received as an object
 */
public record Codecs(List<CodecType> encoders, List<CodecType> decoders) {

    public Codecs {
        encoders = List.copyOf(encoders);
        decoders = List.copyOf(decoders);
    }

    /** None. */
    public Codecs() {
        this(List.of(), List.of());
    }

    /** Reads the classes; what is illegal about them is told to {@code problems}. */
    static Codecs read(
            Collection<Class<? extends Encoder>> encoders,
            Collection<Class<? extends Decoder>> decoders,
            Consumer<String> problems) {
        return new Codecs(
                read(encoders, CodecForm::encoder, "Encoder", problems),
                read(decoders, CodecForm::decoder, "Decoder", problems));
    }

    private static List<CodecType> read(
            Collection<? extends Class<?>> classes,
            Function<CodecForm, Class<?>> interfaceOf,
            String role,
            Consumer<String> problems) {
        List<CodecType> types = new ArrayList<>();
        for (Class<?> implementation : classes) {
            if (implementation.isInterface()
                    || Modifier.isAbstract(implementation.getModifiers())) {
                problems.accept(implementation.getName() + " is abstract; name a concrete class");
                continue;
            }
            int before = types.size();
            for (CodecForm form : CodecForm.values()) {
                Class<?> wanted = interfaceOf.apply(form);
                if (wanted.isAssignableFrom(implementation)) {
                    types.add(
                            new CodecType(
                                    implementation,
                                    form,
                                    object(implementation, wanted, role, problems)));
                }
            }
            if (types.size() == before) {
                problems.accept(
                        "%s implements none of %s.Text, TextStream, Binary and BinaryStream"
                                .formatted(implementation.getName(), role));
            }
        }
        return types;
    }

    private static Class<?> object(
            Class<?> implementation, Class<?> form, String role, Consumer<String> problems) {
        Optional<Class<?>> object = TypeArguments.of(implementation, form);
        if (object.isEmpty()) {
            problems.accept(
                    "%s does not say which type it is for; implement %s.%s with a class as its type argument"
                            .formatted(implementation.getName(), role, form.getSimpleName()));
        }
        return object.orElse(Object.class);
    }

    /** The decoders that make a {@code target}, or the box of one, in order. */
    List<CodecType> decodersFor(Class<?> target) {
        Class<?> object = MethodType.methodType(target).wrap().returnType();
        return decoders.stream()
                .filter(decoder -> object.isAssignableFrom(decoder.object()))
                .toList();
    }

    /**
     * The encoder for objects of class {@code actual} (Jakarta WebSocket 2.1, section 4.1.2: of the
     * same class or a superclass): the one for the nearest type; the first, where several are.
     */
    Optional<CodecType> encoderFor(Class<?> actual) {
        CodecType best = null;
        for (CodecType encoder : encoders) {
            if (encoder.object().isAssignableFrom(actual)
                    && (best == null || nearer(encoder, best))) {
                best = encoder;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean nearer(CodecType encoder, CodecType best) {
        return encoder.object() != best.object()
                && best.object().isAssignableFrom(encoder.object());
    }

    /** Whether a value that is declared as {@code type} may turn out to have an encoder. */
    boolean mayEncode(Class<?> type) {
        return encoders.stream()
                .anyMatch(
                        encoder ->
                                encoder.object().isAssignableFrom(type)
                                        || type.isAssignableFrom(encoder.object()));
    }
}
