"""The part of Liquid that messages are written in: fields, filters and conditions; no files, variables or loops.

A message has nothing to repeat, so there is no tag by which one could run for long, and every filter is bounded.
"""

from __future__ import annotations

from liquid import Environment
from liquid.builtin import comment_tag, content, if_tag, illegal, inline_comment_tag, output
from liquid.builtin.tags import case_tag, unless_tag
from liquid.undefined import StrictUndefined

from siyu.engage.templates.filters import FILTERS

TAGS = (
    content.Literal,
    output.Output,
    illegal.Illegal,
    if_tag.IfTag,
    unless_tag.UnlessTag,
    case_tag.CaseTag,
    comment_tag.CommentTag,
    inline_comment_tag.InlineCommentTag,
)

LONGEST_TEXT = 10_000
"""Signs of a text with its fields and conditions; what comes out is bounded by each channel besides."""
LARGEST_OUTPUT = 65_536


class Messages(Environment):
    """Holds nothing but what is named here, whatever later versions of the library add."""

    block_nesting_limit = 10
    context_depth_limit = 10
    output_stream_limit = LARGEST_OUTPUT
    loop_iteration_limit = 1
    local_namespace_limit = 1

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Add the tags and filters of messages."""
        for tag in TAGS:
            self.add_tag(tag)
        for name, function in FILTERS.items():
            self.add_filter(name, function)


PLAIN = Messages(undefined=StrictUndefined)
MARKUP = Messages(undefined=StrictUndefined, autoescape=True)
"""For texts that are HTML: what a field holds is escaped."""
