"""Runs in Pyodide at build time: turn the sources of archives into files of code objects."""

import marshal
import zipfile

STANDARD_LIBRARY = "/lib/python314.zip/"
SITE_PACKAGES = "/lib/python3.14/site-packages/"
EARLY = ("encodings/__init__.py", "encodings/aliases.py", "encodings/utf_8.py")
"""What Python imports before sitecustomize, from a zip file of its own."""


def module_name(path):
    """Return the name of the module that a file is, and whether it is a package."""
    name = path.removesuffix(".py").replace("/", ".")
    return (name.removesuffix(".__init__"), True) if name.endswith(".__init__") else (name, False)


def read_modules():
    """Return for each module what it is compiled from, and for each extension module its file."""
    modules, extensions = {}, {}
    for archive, folder in (
        ("/in/stdlib.zip", STANDARD_LIBRARY),
        ("/in/numpy.zip", SITE_PACKAGES),
        ("/in/own.zip", SITE_PACKAGES),
        ("/in/session.zip", SITE_PACKAGES),
    ):
        with zipfile.ZipFile(archive) as opened:
            for path in opened.namelist():
                if path.endswith(".py"):
                    name, is_package = module_name(path)
                    modules[name] = (folder + path, opened.read(path), is_package)
                elif path.endswith(".so"):
                    extensions[path.partition(".")[0].replace("/", ".")] = folder + path
    return modules, extensions


def write(boot):
    """Write the files; those modules that `boot` names come in the first, all others in the second."""
    modules, extensions = read_modules()
    index, parts, offsets = {}, ([], []), [0, 0]
    first = dict.fromkeys(name for name in boot if name in modules)
    for name in [*first, *sorted(set(modules) - set(first))]:
        origin, source, is_package = modules[name]
        code = marshal.dumps(compile(source, origin, "exec", dont_inherit=True))
        file = 0 if name in first else 1
        index[name] = (file, offsets[file], len(code), is_package, origin)
        parts[file].append(code)
        offsets[file] += len(code)
    for name, origin in sorted(extensions.items()):
        index[name] = (-1, 0, 0, False, origin)
    head = marshal.dumps(index)
    with open("/out/boot.bin", "wb") as file:
        file.write(len(head).to_bytes(4, "little") + head + b"".join(parts[0]))
    with open("/out/rest.bin", "wb") as file:
        file.write(b"".join(parts[1]))


def write_early(importer):
    """Write the zip file that stands in for the standard library until the importer is installed."""
    from importlib._bootstrap_external import _code_to_timestamp_pyc

    with zipfile.ZipFile("/in/stdlib.zip") as source, zipfile.ZipFile("/out/early.zip", "w") as archive:
        for name in (*EARLY, "sitecustomize.py"):
            text = importer if name == "sitecustomize.py" else source.read(name).decode()
            code = compile(text, STANDARD_LIBRARY + name, "exec", dont_inherit=True)
            info = zipfile.ZipInfo(name + "c", (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, bytes(_code_to_timestamp_pyc(code, 0, len(text))))
