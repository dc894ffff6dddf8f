"""Our own API: JSON over HTTP, described by OpenAPI (docs/reference/api.md)."""
