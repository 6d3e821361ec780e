namespace CsTelemetry.Persisting;

/// <summary>Says what the head of a file is.</summary>
internal enum HeaderState : byte
{
    Damaged,

    /// <summary>Written by a newer SDK; not ours to judge.</summary>
    Newer,

    Good,
}
