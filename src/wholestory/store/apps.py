"""The app as Django knows it."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the newsroom."""

    name = "wholestory.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
