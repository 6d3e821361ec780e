using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Testing.Serving;

/// <summary>Tells a caller what became of the call, in the caller's protocol.</summary>
internal interface IReplyWriter
{
    public bool IsGrpc { get; }

    public Task OkAsync(HttpContext call, byte[] message);

    /// <summary>Writes what looks like an answer and is none.</summary>
    public Task LieAsync(HttpContext call, byte[] message);

    public Task RefuseAsync(HttpContext call, int grpcCode, string text, TimeSpan retryAfter);
}
