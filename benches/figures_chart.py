"""Draws bars as SVG."""

import math
from xml.sax.saxutils import escape

ROW, NAME, WIDTH, VALUE = 26, 230, 420, 90


def bars(title, rows, is_log):
    """One bar for each name and value."""
    scale = (lambda value: math.log10(max(value, 1))) if is_log else (lambda value: value)
    most = max(scale(value) for _, value in rows)
    height = ROW * (len(rows) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{NAME + WIDTH + VALUE}" height="{height}" '
        f'font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="8" y="{ROW - 8}" font-weight="bold">{escape(title)}</text>',
    ]
    for index, (name, value) in enumerate(rows):
        top = ROW * (index + 1)
        width = round(WIDTH * scale(value) / most, 1)
        color = "#1a7f64" if index == 0 else "#7a8ba0"
        lines += [
            f'<text x="{NAME - 8}" y="{top + 17}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{NAME}" y="{top + 4}" width="{width}" height="{ROW - 8}" fill="{color}"/>',
            f'<text x="{NAME + width + 6}" y="{top + 17}">{value:,.0f}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
