package io.postern.internal.listener;

import io.postern.internal.extension.Extensions;
import io.postern.internal.session.Sessions;
import io.postern.internal.tls.Tls;
import io.postern.internal.upgrade.Upgrade;

/** The steps of a connection that a listener leads it through, each by its door. */
record Steps(Extensions extensions, Tls tls, Upgrade upgrade, Sessions sessions) {}
