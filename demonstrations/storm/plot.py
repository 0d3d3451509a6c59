"""Makes results.csv, summary.md and storm.svg of the round trips that the clients have noted."""
import sys
from pathlib import Path

NAMES = {"isolated": "the listener as it is", "shared": "isolation switched off"}
COLOURS = {"isolated": "#1b6ac9", "shared": "#c9421b"}
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 760, 380, 70, 50, 40


def quantile(ordered, part):
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def read(path, end):
    """The round trips of each second, in milliseconds."""
    seconds = [[] for _ in range(end)]
    for line in Path(path).read_text().splitlines():
        at, micros = line.split(",")
        second = int(at) // 1000
        if second < end:
            seconds[second].append(int(micros) / 1000)
    return seconds


def phases(seconds, warm, before, during):
    calm = sorted(x for s in seconds[warm : warm + before] for x in s)
    # the storm needs a moment to begin and is over before the last second
    begun = warm + before + 3
    wild = sorted(x for s in seconds[begun : begun + during - 4] for x in s)
    return {
        "before": (quantile(calm, 0.5), quantile(calm, 0.99)),
        "during": (quantile(wild, 0.5), quantile(wild, 0.99)),
    }


def svg(lines, storm, end):
    """p99 of each second, on a logarithmic scale."""
    from math import log10

    low, high = 0.1, max(10 ** -1 * 2, *(v for line in lines.values() for v in line if v)) * 1.5
    x = lambda s: LEFT + (WIDTH - LEFT - 20) * s / end
    y = lambda v: TOP + (HEIGHT - TOP - BOTTOM) * (1 - (log10(max(v, low)) - log10(low)) / (log10(high) - log10(low)))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<rect x="{x(storm)}" y="{TOP}" width="{x(end) - x(storm)}" height="{HEIGHT - TOP - BOTTOM}" fill="#f2f2f2"/>',
        f'<text x="{x(storm) + 6}" y="{TOP + 16}">storm</text>',
        f'<text x="{LEFT}" y="20">p99 of the live connections\' round trip in each second, ms</text>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}">seconds</text>',
    ]
    tick = low
    while tick <= high:
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y(tick)}" y2="{y(tick)}" stroke="#ccc"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
        tick *= 10
    for second in range(0, end + 1, 10):
        out.append(f'<text x="{x(second)}" y="{HEIGHT - 30}" text-anchor="middle">{second}</text>')
    for row, (mode, line) in enumerate(lines.items()):
        points = " ".join(f"{x(s + 0.5):.1f},{y(v):.1f}" for s, v in enumerate(line) if v)
        out.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[mode]}" stroke-width="2"/>')
        out.append(f'<text x="{LEFT + 10}" y="{TOP + 16 + 16 * row}" fill="{COLOURS[mode]}">{NAMES[mode]}</text>')
    return "\n".join(out + ["</svg>", ""])


def main(directory, warm, before, during, *files):
    warm, before, during = int(warm), int(before), int(during)
    end = warm + before + during
    lines, table = {}, []
    rows = ["mode,second,replies,p50_ms,p99_ms"]
    for path in files:
        mode = Path(path).stem
        seconds = read(path, end)
        lines[mode] = [quantile(sorted(s), 0.99) if s else 0 for s in seconds[warm:]]
        for number, second in enumerate(seconds):
            ordered = sorted(second)
            if ordered:
                rows.append(f"{mode},{number},{len(ordered)},{quantile(ordered, 0.5):.3f},{quantile(ordered, 0.99):.3f}")
        result = phases(seconds, warm, before, during)
        (b50, b99), (d50, d99) = result["before"], result["during"]
        table.append(f"| {NAMES[mode]} | {b50:.2f} | {b99:.2f} | {d50:.2f} | {d99:.2f} | {d50 / b50:.1f} | {d99 / b99:.1f} |")
    directory = Path(directory)
    (directory / "results.csv").write_text("\n".join(rows) + "\n")
    (directory / "storm.svg").write_text(svg(lines, before, before + during))
    (directory / "summary.md").write_text(
        "| | p50 before, ms | p99 before | p50 during | p99 during | ratio p50 | ratio p99 |\n|---|---|---|---|---|---|---|\n"
        + "\n".join(table) + "\n"
    )


main(*sys.argv[1:])
