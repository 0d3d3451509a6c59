package io.postern.it.support;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in the server where no client can see it; {@link JournalServlet} shows it. */
@ApplicationScoped
public class Journal {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
