namespace CsTelemetry.ClickHouse;

/// <summary>Bounds what one <see cref="ClickHouseClient"/> may take. Read once, by its constructor.</summary>
public sealed class ClickHouseClientOptions
{
    /// <summary>Gets or sets the longest wait for a TCP (and TLS) connection. Default 5 s; 100 ms to 1 min.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets the longest time for one request with its whole answer; for a streamed answer,
    /// the longest wait for its next bytes. Default 60 s; 100 ms to 1 h.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest time for one insert. Default 2 min; 100 ms to 1 h.</summary>
    public TimeSpan InsertTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the most connections to the server. Default 16; 1 to 256.</summary>
    public int MaxConnectionCount { get; set; } = 16;

    /// <summary>Gets or sets the most bytes of one answer that is collected into a list. Default 64 MiB; 64 KiB to 1 GiB.</summary>
    public long MaxResponseBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets the most bytes of one row of an answer. Default 4 MiB; 4 KiB to 256 MiB.</summary>
    public int MaxRowBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Gets or sets ClickHouse settings that go with every statement that does not say otherwise; inserts of blocks pin their own. Default none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    internal void Validate()
    {
        var faults = new List<string>();
        Check(faults, nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMinutes(1));
        Check(faults, nameof(RequestTimeout), RequestTimeout, TimeSpan.FromHours(1));
        Check(faults, nameof(InsertTimeout), InsertTimeout, TimeSpan.FromHours(1));
        Check(faults, nameof(MaxConnectionCount), MaxConnectionCount, 1, 256);
        Check(faults, nameof(MaxResponseBytes), MaxResponseBytes, 64 * 1024, 1L << 30);
        Check(faults, nameof(MaxRowBytes), MaxRowBytes, 4 * 1024, 256 << 20);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }

    private static void Check(List<string> faults, string name, TimeSpan value, TimeSpan longest)
    {
        if (value < TimeSpan.FromMilliseconds(100) || value > longest)
        {
            faults.Add($"{name} is {value}; it must be 00:00:00.1 to {longest}.");
        }
    }

    private static void Check(List<string> faults, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            faults.Add($"{name} is {value}; it must be {least} to {most}.");
        }
    }
}
