"""Plans and areas as documents: plain data for reading, freezing, comparing and taking away.

The page classes call these builders; :mod:`workflows.document` fixes the bytes.
"""

from .areas import area_fields, area_parts
from .plans import plan_fields, plan_parts

__all__ = ["area_fields", "area_parts", "plan_fields", "plan_parts"]
