namespace CsTelemetry.Collector.Validating;

/// <summary>The configuration section `Cardinality`: how many different names a tenant may use in a day or two.</summary>
internal sealed class CardinalityOptions
{
    /// <summary>Gets or sets the most different feature keys, and names of pages, errors, counters and the like. Default 20,000; 100 to 1,000,000.</summary>
    public int MaxFeatures { get; set; } = 20_000;

    /// <summary>Gets or sets the most different property keys. Default 2,000; 32 to 100,000.</summary>
    public int MaxPropertyKeys { get; set; } = 2000;

    /// <summary>Gets or sets the most different applications, versions, environments and SDKs, together. Default 2,000; 10 to 100,000.</summary>
    public int MaxSources { get; set; } = 2000;

    public IEnumerable<string> Faults()
    {
        if (MaxFeatures is < 100 or > 1_000_000)
        {
            yield return $"Cardinality:MaxFeatures is {MaxFeatures}; it must be 100 to 1000000.";
        }

        if (MaxPropertyKeys is < 32 or > 100_000)
        {
            yield return $"Cardinality:MaxPropertyKeys is {MaxPropertyKeys}; it must be 32 to 100000.";
        }

        if (MaxSources is < 10 or > 100_000)
        {
            yield return $"Cardinality:MaxSources is {MaxSources}; it must be 10 to 100000.";
        }
    }
}
