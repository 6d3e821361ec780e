namespace CsTelemetry.Collector.Api;

/// <summary>The configuration section `Api`.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Gets or sets how many calls of the REST API a key has a second, in the long run. Default 100; 1 to 10,000.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Gets or sets how many it has at once. Default 500; 1 to 100,000.</summary>
    public int Burst { get; set; } = 500;

    public IEnumerable<string> Faults()
    {
        if (RequestsPerSecond is < 1 or > 10_000)
        {
            yield return $"Api:RequestsPerSecond is {RequestsPerSecond}; it must be 1 to 10000.";
        }

        if (Burst is < 1 or > 100_000)
        {
            yield return $"Api:Burst is {Burst}; it must be 1 to 100000.";
        }
    }
}
