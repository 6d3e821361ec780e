namespace CsTelemetry.Exporting;

/// <summary>Takes bytes into an array up to a limit, and beyond it only notes that there were more.</summary>
internal sealed class FixedStream(byte[] room, int start, int limit) : Stream
{
    /// <summary>Gets where the next byte would go.</summary>
    public int End { get; private set; } = start;

    public bool Overflowed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Overflowed || count > limit - End)
        {
            Overflowed = true;
            return;
        }

        Buffer.BlockCopy(buffer, offset, room, End, count);
        End += count;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
