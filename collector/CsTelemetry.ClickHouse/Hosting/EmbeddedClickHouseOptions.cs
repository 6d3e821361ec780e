namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Configures an <see cref="EmbeddedClickHouse"/>. Read once, by its constructor.</summary>
public sealed class EmbeddedClickHouseOptions
{
    /// <summary>Gets or sets the folder of everything the server keeps; made if absent, one process at a time. Required.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Gets or sets the file libchdb.so. Default: looked for, see the README.</summary>
    public string? LibraryPath { get; set; }

    /// <summary>Gets or sets the host program (.dll or executable). Default: beside the running assembly.</summary>
    public string? HostPath { get; set; }

    /// <summary>Gets or sets the database of the endpoints. Default <c>cstelemetry</c>.</summary>
    public string Database { get; set; } = ClickHouseEndpoint.DefaultDatabase;

    /// <summary>Gets or sets the loopback port. Default 0: a free one, drawn at each start of the supervisor; else 1 to 65535.</summary>
    public int Port { get; set; }

    /// <summary>Gets or sets which shard of a cluster on this machine the server is. Default null: it stands alone.</summary>
    public EmbeddedShard? Shard { get; set; }

    /// <summary>Gets or sets the most memory the server takes before it refuses queries. Default 1 GB; 256 MB to 1 TB.</summary>
    public long MaxServerMemoryBytes { get; set; } = 1_000_000_000;

    /// <summary>Gets or sets how much further than this process the server stands back when both want the processors, as <c>nice</c> counts: 0 not at all, 5 to a third of an equal share. Default 5; 0 to 19.</summary>
    public int Niceness { get; set; } = 5;

    /// <summary>Gets or sets the longest wait until the server answers after a start. Default 60 s; 1 s to 1 h.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest wait for a clean end before the process is killed. Default 10 s; 1 s to 5 min.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest wait before the first restart; each further one doubles it. Default 500 ms; 1 ms to 1 min.</summary>
    public TimeSpan FirstRestartDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the longest wait before any restart. Default 30 s; at least the first, at most 1 h.</summary>
    public TimeSpan LongestRestartDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the server must run for its earlier ends to be forgotten. Default 1 min; 0 to 1 d.</summary>
    public TimeSpan CalmAfter { get; set; } = TimeSpan.FromMinutes(1);

    internal void Validate()
    {
        var faults = new List<string>();
        Require(faults, DataDirectory.Length > 0, "DataDirectory is empty; name a folder.");
        Require(faults, Identifier.IsValid(Database), $"Database '{Database}' {Identifier.Rule}.");
        Require(faults, Shard is null || Shard.IsValid, "Shard must have a cluster name, a password, and a number that is among 1 to 16 TCP ports.");
        Require(faults, Port is >= 0 and <= 65535, $"Port is {Port}; it must be 0 to 65535.");
        Require(
            faults,
            MaxServerMemoryBytes is >= 256_000_000 and <= 1_000_000_000_000,
            $"MaxServerMemoryBytes is {MaxServerMemoryBytes}; it must be 256000000 to 1000000000000.");
        Require(faults, Niceness is >= 0 and <= 19, $"Niceness is {Niceness}; it must be 0 to 19.");
        Require(faults, nameof(StartTimeout), StartTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Require(faults, nameof(StopTimeout), StopTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Require(faults, nameof(FirstRestartDelay), FirstRestartDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Require(faults, nameof(LongestRestartDelay), LongestRestartDelay, FirstRestartDelay, TimeSpan.FromHours(1));
        Require(faults, nameof(CalmAfter), CalmAfter, TimeSpan.Zero, TimeSpan.FromDays(1));
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }

    private static void Require(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }

    private static void Require(List<string> faults, string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        Require(faults, value >= least && value <= most, $"{name} is {value}; it must be {least} to {most}.");
}
