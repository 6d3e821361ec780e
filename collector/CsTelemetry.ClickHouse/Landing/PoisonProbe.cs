using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Asks the store whether it takes rows, aside: in an empty copy of the raw table with the same columns and constraints, and with
/// copies of the materialized views on it and of their targets, so that looking for a bad row leaves nothing behind. One user at a
/// time; errors are <see cref="ClickHouseException"/>.
/// </summary>
/// <param name="client">The store.</param>
/// <param name="events">The raw table, as its servers name it.</param>
/// <param name="walId">The log whose rows are asked about: collectors that share a store each have a copy of their own.</param>
public sealed class PoisonProbe(ClickHouseClient client, string events, ulong walId)
{
    /// <summary>The most views that are copied; those beyond are not asked.</summary>
    public const int MaxViewCount = 64;

    private readonly string _table = $"events_probe_{walId:x16}";
    private readonly Dictionary<string, string> _views = [];
    private long _probes;

    /// <summary>Makes the copies; those that a crash left are replaced.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken);
        await client.ExecuteAsync(ProbeSql.CopyTable(_table, events), null, cancellationToken);
        Queue<(string Table, string Copy)> sources = new([(events, _table)]);
        while (sources.TryDequeue(out var source))
        {
            foreach (var view in await ViewsOfAsync(source.Table, cancellationToken))
            {
                if (_views.Count < MaxViewCount && await CopyAsync(view, source, cancellationToken) is { } target)
                {
                    sources.Enqueue(target);
                }
            }
        }
    }

    /// <summary>Returns what is wrong with the rows; null if the store takes them.</summary>
    public async Task<ClickHouseException?> TryAsync(NativeBlock rows, CancellationToken cancellationToken)
    {
        try
        {
            await client.InsertNativeAsync(_table, rows, $"probe-{++_probes}", cancellationToken);
            return null;
        }
        catch (ClickHouseException exception) when (exception.IsAboutData)
        {
            return exception;
        }
    }

    /// <summary>Finds the view that an error speaks of, by its own name; null if it speaks of none.</summary>
    public string? ViewIn(ClickHouseException refusal) =>
        _views.Where(view => refusal.Message.Contains(view.Key, StringComparison.Ordinal)).Select(view => view.Value).FirstOrDefault();

    /// <summary>Removes the copies.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        _views.Clear();
        var copies = await client.QueryAsync(ProbeSql.Leftovers, new ClickHouseParameters { { "prefix", _table } }, row => row.ReadString(), cancellationToken);
        foreach (var copy in copies)
        {
            await client.ExecuteAsync(ProbeSql.Drop(copy), null, cancellationToken);
        }
    }

    private Task<List<ProbedView>> ViewsOfAsync(string table, CancellationToken cancellationToken) => client.QueryAsync(
        ProbeSql.ViewsOf,
        new ClickHouseParameters { { "source", table } },
        row => new ProbedView(row.ReadString(), row.ReadString(), row.ReadString()),
        cancellationToken);

    /// <summary>Copies a view and its target.</summary>
    /// <returns>The target and its copy, on which other views may hang; null if it has none of its own, or cannot be copied: then it is not asked, as if it were not there.</returns>
    private async Task<(string Table, string Copy)?> CopyAsync(ProbedView view, (string Table, string Copy) source, CancellationToken cancellationToken)
    {
        var copy = $"{_table}_view_{_views.Count:D2}";
        var target = ProbeSql.TargetOf(view);
        var targetCopy = target is null ? null : $"{_table}_target_{_views.Count:D2}";
        _views[copy] = view.Name;
        try
        {
            if (target is not null)
            {
                await client.ExecuteAsync(ProbeSql.CopyTable(targetCopy!, target), null, cancellationToken);
            }

            await client.ExecuteAsync(ProbeSql.CopyView(copy, view, source.Table, source.Copy, targetCopy), null, cancellationToken);
        }
        catch (ClickHouseException exception) when (!exception.IsTransient)
        {
            return null;
        }

        return target is null ? null : (target[(target.LastIndexOf('.') + 1)..].Trim('`'), targetCopy!);
    }
}
