"""The data package: load its tables and maps, describe them, check them."""

from qantar.data.datapackage import Package, digest, load, load_map, package, resource

__all__ = ["Package", "digest", "load", "load_map", "package", "resource"]
