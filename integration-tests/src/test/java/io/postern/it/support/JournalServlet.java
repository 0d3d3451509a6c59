package io.postern.it.support;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The {@link Journal}, one entry a line. */
@WebServlet("/journal")
public class JournalServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject transient Journal journal;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (String line : journal.lines()) {
            response.getWriter().println(line);
        }
    }
}
