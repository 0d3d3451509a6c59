package io.postern.internal.tls;

import javax.net.ssl.SSLEngine;

/**
 * What a {@link TlsReloader} reloads. All methods are called on the reloader's thread, one after
 * another.
 */
interface ReloadPort {

    /**
     * Reads and checks everything anew, and makes engines ready for it; what is in service stays as
     * it is. May block.
     *
     * @throws TlsMaterialException when a listener could not serve with it
     */
    Candidate load() throws TlsMaterialException;

    /** A candidate has been published. */
    void reloaded();

    /**
     * What the files hold is not used; what was in service stays so. Told again only when the
     * problem is another one.
     *
     * @param problem what is wrong and what to do, complete
     */
    void failed(String problem);

    /** After {@link #failed}: the files hold again what is in service. */
    void restored();

    /** Everything new, ready to be used. Ends with either {@link #publish} or {@link #discard}. */
    interface Candidate {

        /** What has to be tried before use. */
        SelfTest selfTest();

        /** A server's engine such as connections will have; the caller closes and releases it. */
        SSLEngine newEngine();

        /**
         * Swaps the one reference that new connections begin with; does not block. When it throws,
         * the candidate is not discarded, but loaded anew later.
         */
        void publish();

        /** Gives up what it holds. */
        void discard();
    }
}
