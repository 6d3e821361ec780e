using System.Buffers;
using System.Net;
using CsTelemetry.ClickHouse.Http;

namespace CsTelemetry.ClickHouse.Rows;

/// <summary>
/// Holds the part of an answer that has arrived and hands out its rows. The last
/// <see cref="ExceptionTail.MaxBytes"/> stay unread until the answer has ended, because they may be
/// an error and not rows.
/// </summary>
internal sealed class RowBuffer : IDisposable
{
    private const int FirstBytes = 256 * 1024;
    private readonly RowBinaryReader _reader = new();
    private readonly AnswerLimits _limits;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;
    private long _received;

    internal RowBuffer(AnswerLimits limits) => _limits = limits;

    internal bool HasEnded { get; private set; }

    private int Readable => HasEnded ? _end : Math.Max(_start, _end - ExceptionTail.MaxBytes);

    /// <summary>Reads one row, or answers false when more bytes are needed or none are left.</summary>
    internal bool TryRead<T>(Func<RowBinaryReader, T> read, out T row)
    {
        row = default!;
        if (_start == Readable)
        {
            return false;
        }

        _reader.Point(_bytes, _start, Readable);
        try
        {
            row = read(_reader);
        }
        catch (RowIncompleteException) when (!HasEnded)
        {
            return false;
        }
        catch (RowIncompleteException)
        {
            throw _limits.Unusable($"ends within a row ({_end - _start} bytes are left): the SQL's columns and the read function differ");
        }

        if (_reader.Position == _start)
        {
            throw new InvalidOperationException("The read function read nothing of a row.");
        }

        _start = _reader.Position;
        return true;
    }

    /// <summary>Drops what could be read as rows.</summary>
    internal void Skip() => _start = Readable;

    /// <summary>Waits for more bytes; throws the server's error if they end in one.</summary>
    internal async Task FillAsync(Stream body, CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await ReadAsync(body, cancellationToken);
        _end += count;
        _received += count;
        HasEnded = count == 0;
        if (_received > _limits.MaxResponseBytes)
        {
            throw _limits.Unusable($"is over {_limits.MaxResponseBytes} bytes; ask for fewer rows, raise MaxResponseBytes, or stream it");
        }

        if (HasEnded)
        {
            ThrowIfItEndsInAnError();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private async ValueTask<int> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        }
        catch (IOException)
        {
            // After an error in mid-stream ClickHouse cuts the connection: the error says more.
            ThrowIfItEndsInAnError();
            throw;
        }
    }

    private void ThrowIfItEndsInAnError()
    {
        if (ExceptionTail.Find(_bytes.AsSpan(_start, _end - _start), _limits.ExceptionTag) is { } error)
        {
            throw ClickHouseException.FromServer(HttpStatusCode.OK, 0, error, _limits.QueryId);
        }
    }

    private void MakeRoom()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        if (_end < _bytes.Length / 2)
        {
            return;
        }

        if (_end - ExceptionTail.MaxBytes > _limits.MaxRowBytes)
        {
            throw _limits.Unusable($"has a row of more than MaxRowBytes ({_limits.MaxRowBytes}), or the SQL's columns and the read function differ");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
