using CsTelemetry.Collector.Knowing;
using Microsoft.Net.Http.Headers;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Reads If-Match and If-None-Match.</summary>
internal static class Conditions
{
    /// <exception cref="InvalidParameterException">A header is not one of ETags.</exception>
    public static KnowledgeCondition Of(HttpRequest request) => new(Tags(request), OnlyNew(request));

    /// <summary>Tells whether the caller has the document with this tag already.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags) && tags.Any(each => each.Tag == "*" || (each.Tag == tag && !each.IsWeak));

    private static IReadOnlyList<string>? Tags(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags))
        {
            throw new InvalidParameterException(HeaderNames.IfMatch, "It must be the ETag of a GET, with its quotes, or *.");
        }

        // A weak tag equals no other: what is there must be there to the last byte.
        return tags.Any(tag => tag.Tag == "*") ? [] : [.. tags.Select(tag => tag.IsWeak ? "W/" + tag.Tag : tag.Tag.ToString())];
    }

    private static bool OnlyNew(HttpRequest request) => request.Headers.IfNoneMatch.ToString() switch
    {
        "" => false,
        "*" => true,
        _ => throw new InvalidParameterException(HeaderNames.IfNoneMatch, "With a change it can only be *: write only if there is nothing yet."),
    };
}
