package io.postern.it.support;

import io.postern.Listener;
import io.postern.ListenerStatistics;
import io.postern.WebSocketListener;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Tells, in the server, what the listener that {@code ?name} asks for says of itself: one {@code
 * name=value} a line.
 */
@WebServlet("/listener")
public class ListenerServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject @Any transient Instance<WebSocketListener> listeners;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        WebSocketListener listener =
                listeners.select(new Listener.Literal(request.getParameter("name"))).get();
        ListenerStatistics statistics = listener.statistics();
        PrintWriter out = response.getWriter();
        out.println("name=" + listener.name());
        out.println("state=" + listener.state());
        out.println("host=" + listener.address().getAddress().getHostAddress());
        out.println("port=" + listener.address().getPort());
        out.println("accepted=" + statistics.accepted());
        out.println("established=" + statistics.established());
        out.println("openConnections=" + statistics.openConnections());
        out.println("openSessions=" + statistics.openSessions());
        out.println("negotiating=" + statistics.negotiating());
        statistics.refused().forEach((reason, count) -> out.println(reason + "=" + count));
    }
}
