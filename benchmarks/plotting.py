"""A curve as an SVG file: what an article costs as the window grows."""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 640, 400, 70


def svg(points: Sequence[tuple[int, float]], caption: str) -> str:
    """Milliseconds an article over articles in the window, the latter on a logarithmic scale."""
    least, most = math.log10(points[0][0]), max(math.log10(points[-1][0]), math.log10(points[0][0]) + 1)
    top = 1.25 * max(ms for _, ms in points)
    placed = [
        (
            EDGE + (math.log10(size) - least) / (most - least) * (WIDTH - 2 * EDGE),
            HEIGHT - EDGE - ms / top * (HEIGHT - 2 * EDGE),
            size,
            ms,
        )
        for size, ms in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in placed)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        f'<text x="{x:.1f}" y="{y - 12:.1f}" text-anchor="middle">{ms:.2f} ms</text>'
        f'<text x="{x:.1f}" y="{HEIGHT - EDGE + 22}" text-anchor="middle">{size:,}</text>'
        for x, y, size, ms in placed
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13"><rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
        f'<path d="M{EDGE} {EDGE}V{HEIGHT - EDGE}H{WIDTH - EDGE}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#1557b0" stroke-width="2"/>{marks}'
        f'<text x="{EDGE}" y="30">Milliseconds to assign and repair one article</text>'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">'
        f"articles in the window · {caption}</text>"
        "</svg>\n"
    )
