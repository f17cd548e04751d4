"""What authors write beside plain Markdown: one extension a module, independent of MkDocs."""
