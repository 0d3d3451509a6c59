package io.postern.internal.endpoint;

/**
 * What an endpoint declares, read once at deployment.
 *
 * @param declaration where it is declared: on its class, or by a configuration object
 * @param codecs its encoders and decoders
 * @param kind how it is called
 * @param dispatch by which threads
 * @param entry for whom
 */
public record EndpointDescriptor(
        EndpointDeclaration declaration,
        Codecs codecs,
        EndpointKind kind,
        DispatchRules dispatch,
        EntryPolicy entry) {

    /** The class of its instances. */
    public Class<?> type() {
        return declaration.type();
    }

    /** The path template as written, without the listener's context path. */
    public String path() {
        return declaration.path();
    }
}
