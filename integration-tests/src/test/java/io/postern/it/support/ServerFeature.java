package io.postern.it.support;

import java.io.IOException;

/** A part of the server that a test puts into, or takes out of, the running server for a while. */
public interface ServerFeature {

    /** One that is always there. */
    ServerFeature PERMANENT =
            new ServerFeature() {
                @Override
                public void add() {}

                @Override
                public void remove() {}
            };

    /** For one that is not there: returns when the server works with it. */
    void add() throws IOException;

    /** Returns when the server works without it. */
    void remove() throws IOException;
}
