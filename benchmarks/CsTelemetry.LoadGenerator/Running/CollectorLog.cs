namespace CsTelemetry.LoadGenerator.Running;

/// <summary>Reads a collector's log while it is written: counts each kind of message, and keeps all of it in a file. Thread-safe.</summary>
internal sealed class CollectorLog(string file)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _counts = [];

    public string File { get; } = file;

    /// <summary>Reads to the end; whether or not anybody looks at it, a full pipe would stop the collector.</summary>
    public async Task FollowAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                System.IO.File.AppendAllText(File, line + "\n");
                Count(line);
            }
        }
    }

    /// <summary>Tells how many messages of a kind there were, such as "StoreWriter[3003]".</summary>
    public long CountOf(string kind)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(kind);
        }
    }

    // | warn: Name.Space.Category[3003] |   the message follows on the next line, indented.
    private void Count(string line)
    {
        if (line.EndsWith(']') && line.IndexOf(": ", StringComparison.Ordinal) == 4)
        {
            var kind = line[(line.LastIndexOf('.') + 1)..];
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        }
    }
}
