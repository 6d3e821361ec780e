using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using CsTelemetry.Client.Contracts;

namespace CsTelemetry.Client.Sending;

/// <summary>Walks through all pages of a list, one at a time, as far as somebody reads.</summary>
internal static class Paging
{
    /// <summary>How many items are asked for at a time: the most that the collector gives.</summary>
    internal const int PageSize = 1000;

    public static async IAsyncEnumerable<TItem> WalkAsync<TPage, TItem>(
        ApiPipeline pipeline, ApiPath list, JsonTypeInfo<TPage> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : class, IPage<TItem>
    {
        var path = list.With("limit", PageSize.ToString(CultureInfo.InvariantCulture));
        string? cursor = null;
        do
        {
            var (page, _) = await pipeline.ReadAsync(ApiCall.Get(path.With("cursor", cursor)), type, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items ?? [])
            {
                yield return item;
            }

            if (page.NextCursor is not null && page.NextCursor == cursor)
            {
                throw new InvalidOperationException($"The pages of {list.Path} go in a circle: the cursor \"{cursor}\" leads to itself.");
            }

            // A day may end while pages are read; all of them speak of the first page's day.
            (path, cursor) = (path.With("as_of", page.AsOf), page.NextCursor);
        }
        while (cursor is not null);
    }
}
