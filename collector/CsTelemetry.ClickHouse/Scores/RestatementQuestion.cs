namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Says which restatements to list. Immutable.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ModelHash">The hash under which the model's rows are stored.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record RestatementQuestion(string Tenant, string ModelHash, DateOnly From, DateOnly To)
{
    /// <summary>Gets the only account to look at; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the moment after which the newest row must have been computed; null for any.</summary>
    public DateTimeOffset? Since { get; init; }

    internal ClickHouseParameters Parameters()
    {
        var parameters = new ClickHouseParameters { { "tenant", Tenant }, { "model", ModelHash }, { "from", From }, { "to", To }, { "since", RunAt(Since) } };
        if (AccountId is not null)
        {
            parameters.Add("account", AccountId);
        }

        return parameters;
    }

    // Runs are numbered by the microseconds at which they began.
    private static ulong RunAt(DateTimeOffset? moment) =>
        moment is { } since && since > DateTimeOffset.UnixEpoch ? (ulong)((since - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) : 0;
}
