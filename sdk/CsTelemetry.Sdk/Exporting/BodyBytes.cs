namespace CsTelemetry.Exporting;

/// <summary>Reads the body of an answer, to its end and no larger than is sensible.</summary>
internal static class BodyBytes
{
    /// <summary>The most bytes of an answer that are kept: what gRPC clients take by default.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the body; null when it is larger than that.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var bytes = new byte[512];
        var length = 0;
#pragma warning disable CA1835 // The overload with Memory is not everywhere.
        while (await stream.ReadAsync(bytes, length, bytes.Length - length, cancellationToken).ConfigureAwait(false) is > 0 and var read)
#pragma warning restore CA1835
        {
            length += read;
            if (length == bytes.Length)
            {
                if (length >= MaxBytes)
                {
                    return null;
                }

                Array.Resize(ref bytes, bytes.Length * 2);
            }
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }
}
