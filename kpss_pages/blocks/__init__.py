"""What plans are built of."""

from .annexes import AnnexBlock
from .chapters import ChapterBlock
from .goals import GoalBlock
from .lists import AreaNameBlock, GoalTypeBlock, ProcessListBlock
from .measures import MeasureBlock
from .texts import PLAN_TEXT_FEATURES, lines_of

__all__ = [
    "PLAN_TEXT_FEATURES",
    "AnnexBlock",
    "AreaNameBlock",
    "ChapterBlock",
    "GoalBlock",
    "GoalTypeBlock",
    "MeasureBlock",
    "ProcessListBlock",
    "lines_of",
]
