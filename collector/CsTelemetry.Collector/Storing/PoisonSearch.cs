using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Finds the rows of a cut that the store refuses, by halves. Runs alone.</summary>
internal sealed class PoisonSearch(PoisonProbe probe, EventsBlockEncoder encoder, StoreOptions options)
{
    /// <param name="footprint">The cut; what it goes without already is not asked about again.</param>
    /// <param name="columns">All of its rows.</param>
    /// <param name="refusal">What the store said of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>At least one row.</returns>
    /// <exception cref="IOException">There are too many, or none that is refused by itself: the cut is held, and somebody must look at it.</exception>
    public async Task<IReadOnlyList<ExcludedRow>> FindAsync(RangeFootprint footprint, EventColumns columns, ClickHouseException refusal, CancellationToken cancellationToken)
    {
        await probe.BeginAsync(cancellationToken);
        try
        {
            var excluded = footprint.Excluded.Select(row => row.Row).ToHashSet();
            int[] asked = [.. Enumerable.Range(0, columns.Count).Where(row => !excluded.Contains(row))];
            var found = await FindAsync(footprint, columns, asked, cancellationToken);
            return found.Count > 0
                ? found
                : throw new IOException($"{Held(footprint, refusal)} No row of it is refused by itself; see whether a view that could not be asked aside is at fault.");
        }
        finally
        {
            await probe.EndAsync(cancellationToken);
        }
    }

    private async Task<List<ExcludedRow>> FindAsync(RangeFootprint footprint, EventColumns columns, int[] asked, CancellationToken cancellationToken)
    {
        var found = new List<ExcludedRow>();
        var open = new Stack<(int Start, int Count)>([(0, asked.Length)]);
        while (open.TryPop(out var part))
        {
            var rows = encoder.EncodeRows(footprint.Range, columns, asked.AsSpan(part.Start, part.Count));
            if (await probe.TryAsync(rows, cancellationToken) is not { } refusal)
            {
                continue;
            }

            if (part.Count > 1)
            {
                var half = part.Count / 2;
                open.Push((part.Start + half, part.Count - half));
                open.Push((part.Start, half));
                continue;
            }

            found.Add(new ExcludedRow(asked[part.Start], refusal.Name, StoreWords.Of(refusal, probe.ViewIn(refusal))));
            if (footprint.Excluded.Count + found.Count > options.MaxPoisonRows)
            {
                throw new IOException(
                    $"{Held(footprint, refusal)} More than Store:MaxPoisonRows ({options.MaxPoisonRows}) rows of it are refused, which looks like a fault of the schema; mend that, and it goes on.");
            }
        }

        return found;
    }

    private static string Held(RangeFootprint footprint, ClickHouseException refusal) =>
        $"The log's {footprint.Range.First} to {footprint.Range.Last} are held: the store refuses them ({refusal.Name}).";
}
