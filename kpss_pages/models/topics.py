"""Free topics of pages, on django-taggit."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    """A word by which pages of all kinds are found together; anybody who edits may add one."""

    free_tagging = True

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class TopicOfPage(ItemBase):
    """What all links of a topic to a page share; drafts keep their own."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="%(class)s_items")

    class Meta:
        abstract = True


class GroupTopic(TopicOfPage):
    """A topic of a group."""

    content_object = ParentalKey("kpss_pages.GroupPage", related_name="topic_items")


class MeetingTopic(TopicOfPage):
    """A topic of a meeting."""

    content_object = ParentalKey("kpss_pages.MeetingPage", related_name="topic_items")


class ServiceTopic(TopicOfPage):
    """A topic of a service."""

    content_object = ParentalKey("kpss_pages.ServicePage", related_name="topic_items")


class NewsTopic(TopicOfPage):
    """A topic of a piece of news."""

    content_object = ParentalKey("kpss_pages.NewsPage", related_name="topic_items")


class ProjectTopic(TopicOfPage):
    """A topic of a project."""

    content_object = ParentalKey("kpss_pages.ProjectPage", related_name="topic_items")
