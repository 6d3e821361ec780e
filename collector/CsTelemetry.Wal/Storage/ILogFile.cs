namespace CsTelemetry.Wal.Storage;

/// <summary>Reads and writes one file by offset. Failures are <see cref="IOException"/>. Reads may run beside writes.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>Fills as much of <paramref name="buffer"/> as the file holds from <paramref name="offset"/>; returns the bytes read.</summary>
    public int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all of <paramref name="bytes"/>, or throws after any part of them.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts or extends the file.</summary>
    public void SetLength(long bytes);

    /// <summary>Returns once everything written, and the length of the file, is on stable storage. After it threw, what was written may be lost for good.</summary>
    public void Sync();
}
