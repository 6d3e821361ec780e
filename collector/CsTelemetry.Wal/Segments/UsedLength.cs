using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Tells how much of a file that was filled with zeros ahead has been written since.</summary>
internal static class UsedLength
{
    private const int WindowBytes = 1024 * 1024;

    /// <summary>Finds the end of the last byte that is not zero; a record that ends with zeros may end after it. 0 when all are zero.</summary>
    public static long Of(ILogFile file, long bytes)
    {
        var buffer = new byte[(int)Math.Min(WindowBytes, bytes)];
        for (var end = bytes; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            var read = file.Read(buffer.AsSpan(0, (int)(end - start)), start);
            var last = buffer.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
            {
                return start + last + 1;
            }

            end = start;
        }

        return 0;
    }
}
