using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Makes SHA-256 of all that makes a request what it is, while its body is read. One reader at a time.</summary>
internal sealed class RequestHash : IDisposable
{
    private const int DrainBytes = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public RequestHash(HttpRequest request)
    {
        var headers = request.Headers;
        _hash.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString}\n{headers.ContentType}\n{headers.IfMatch}\n{headers.IfNoneMatch}\n"));
        Body = new HashedBody(request.Body, this);
    }

    /// <summary>Gets the body; what is read of it is hashed. Closing it does nothing.</summary>
    public Stream Body { get; }

    public void Dispose() => _hash.Dispose();

    public void Add(ReadOnlySpan<byte> read) => _hash.AppendData(read);

    /// <summary>Reads what nobody has read, and returns the hash.</summary>
    /// <exception cref="IOException">The caller has gone, or sends more than the endpoint takes.</exception>
    public async Task<byte[]> CompleteAsync(CancellationToken cancellationToken)
    {
        var rest = new byte[DrainBytes];
        while (await Body.ReadAsync(rest, cancellationToken) > 0)
        {
            // Hashed by reading it.
        }

        return _hash.GetCurrentHash();
    }
}
