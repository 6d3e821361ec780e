namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Keeps the end of what a process said, for the error that tells why it ended. Thread-safe.</summary>
internal sealed class LastWords
{
    /// <summary>The most lines kept: 20, each cut at 500 characters.</summary>
    internal const int MaxLineCount = 20;
    internal const int MaxLineLength = 500;

    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    internal void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lock)
        {
            if (_lines.Count == MaxLineCount)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line.Length <= MaxLineLength ? line : line[..MaxLineLength]);
        }
    }

    /// <summary>Answers the first kept line that reports an error of ClickHouse, or null.</summary>
    internal string? FindError()
    {
        lock (_lock)
        {
            return _lines.FirstOrDefault(line => line.Contains("Code: ", StringComparison.Ordinal) && line.Contains("Exception", StringComparison.Ordinal));
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _lines.Count == 0 ? "(none)" : string.Join(" | ", _lines);
        }
    }
}
