namespace CsTelemetry.Collector.Tenancy;

/// <summary>The settings of one tenant.</summary>
internal sealed class TenantOptions
{
    public const long MaxEventsPerSecond = 100_000_000;
    public const long MinBytesPerSecond = 1024;
    public const long MaxBytesPerSecond = 1L << 40;
    public const int MaxWeight = 10;
    public static readonly TimeSpan MinBurst = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxBurst = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the IANA time zone in which the tenant's days begin. Default `UTC`.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Gets or sets how many events a second are taken, on average. Default 1,000,000; 1 to 100,000,000, or 0 for no limit.</summary>
    public long EventsPerSecond { get; set; } = 1_000_000;

    /// <summary>Gets or sets how many bytes of messages a second are taken, inflated, on average. Default 256 MiB; 1 KiB to 1 TiB, or 0 for no limit.</summary>
    public long BytesPerSecond { get; set; } = 256L << 20;

    /// <summary>Gets or sets how long after a pause more than the average is taken: so many seconds' worth may come at once. Default 10 s; 1 s to 1 h.</summary>
    public TimeSpan Burst { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how large the tenant's share of the log is while tenants wait for it. Default 1; 1 to 10.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>Lists what is wrong, each with the setting's full name.</summary>
    public IEnumerable<string> Faults(string id)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"Tenants:{id}:TimeZone is \"{TimeZone}\"; it must be an IANA time zone that this machine knows, such as \"Europe/Zurich\".";
        }

        if (EventsPerSecond is < 0 or > MaxEventsPerSecond)
        {
            yield return $"Tenants:{id}:EventsPerSecond is {EventsPerSecond}; it must be 1 to {MaxEventsPerSecond}, or 0 for no limit.";
        }

        if (BytesPerSecond is not 0 and (< MinBytesPerSecond or > MaxBytesPerSecond))
        {
            yield return $"Tenants:{id}:BytesPerSecond is {BytesPerSecond}; it must be {MinBytesPerSecond} to {MaxBytesPerSecond}, or 0 for no limit.";
        }

        if (Burst < MinBurst || Burst > MaxBurst)
        {
            yield return $"Tenants:{id}:Burst is {Burst}; it must be {MinBurst} to {MaxBurst}.";
        }

        if (Weight is < 1 or > MaxWeight)
        {
            yield return $"Tenants:{id}:Weight is {Weight}; it must be 1 to {MaxWeight}.";
        }
    }
}
