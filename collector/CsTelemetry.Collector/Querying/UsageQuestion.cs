namespace CsTelemetry.Collector.Querying;

/// <summary>Names the uses that are asked for.</summary>
/// <param name="Slice">By what uses are told apart.</param>
/// <param name="From">The first day whose uses are listed; first days ever are told in any case.</param>
internal sealed record UsageQuestion(UsageSlice Slice, DateOnly From)
{
    /// <summary>Gets the only feature; null for all.</summary>
    public string? Feature { get; init; }

    /// <summary>Gets the only account; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>Gets the only platform, such as `web`; null for all.</summary>
    public string? Platform { get; init; }
}
