"""What came in when: a row for each name, a cell for each period."""

from collections.abc import Sequence
from dataclasses import dataclass

from accord.ui.pictures.drawing import WIDTH, Drawing
from accord.ui.pictures.marks import Mark
from accord.ui.pictures.scales import cut, room

ROW = 20.0


@dataclass(frozen=True)
class Cell:
    """What is said of one period: its mark, and a word where there is one (“5 d”)."""

    mark: Mark
    words: str = ""


def calendar(
    periods: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell | None]]]
) -> Drawing | None:
    """Marks on a grid; where nothing was expected (``None``) the cell is hatched."""
    if not rows or not periods:
        return None
    left = min(room(name for name, _cells in rows), WIDTH / 2.2)
    wide = (WIDTH - left) / len(periods)
    drawing = Drawing(height=ROW * len(rows) + 20)
    for place, name in enumerate(periods):
        drawing.say(name, left + wide * (place + 0.5), 12, "middle", "quiet")
    for row, (name, cells) in enumerate(rows):
        y = 18 + ROW * row
        drawing.say(cut(name), left - 8, y + 14, "end")
        for place, cell in enumerate(cells):
            x = left + wide * place
            if cell is None:
                drawing.box("hatch", x + 1, y + 1, wide - 2, ROW - 2)
                continue
            drawing.box("ground", x + 1, y + 1, wide - 2, ROW - 2)
            if cell.words:
                drawing.mark(cell.mark, x + 4, y + 5, 10)
                drawing.say(cell.words, x + wide - 4, y + 14, "end")
            else:
                drawing.mark(cell.mark, x + wide / 2 - 6, y + 4)
    return drawing
