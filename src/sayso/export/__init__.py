"""A case in other people's formats: one small file per format, behind one registry.

In: a `Material` (everything a case knows, and a policy's figures) and where to write. Out: files. Each format says
what it has no room for. Other packages add formats through the entry-point group `sayso.export`. Nothing here
decides anything: findings come as they are, and figures from a named policy.
"""

from sayso.export.material import Material, Stamp
from sayso.export.registry import Format, formats, named, write

__all__ = ["Format", "Material", "Stamp", "formats", "named", "write"]
