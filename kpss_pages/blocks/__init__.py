"""What plans are built of."""

from .annexes import AnnexBlock
from .chapters import ChapterBlock
from .goals import GoalBlock
from .lists import AreaNameBlock, GoalTypeBlock, ProcessListBlock
from .measures import MeasureBlock
from .texts import lines_of

__all__ = [
    "AnnexBlock",
    "AreaNameBlock",
    "ChapterBlock",
    "GoalBlock",
    "GoalTypeBlock",
    "MeasureBlock",
    "ProcessListBlock",
    "lines_of",
]
