"""Names that we use too, in another app."""

from django.db import models


class WorkflowDefinition(models.Model):
    """The host's own idea of a workflow."""

    name = models.SlugField(unique=True)
    page = models.ForeignKey("home.HomePage", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.name
