using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Names one thing that can be posted, and does it from bytes to bytes.</summary>
internal interface IHttpCall
{
    /// <summary>Gets the path, such as `/v1/publish`.</summary>
    public string Path { get; }

    /// <summary>Gets the scope that the key must have.</summary>
    public string Scope { get; }

    /// <summary>Gets whether web pages of the allowed origins may post it.</summary>
    public bool ForBrowsers { get; }

    /// <summary>Reads the message, handles it, and writes the answer in the same form.</summary>
    /// <exception cref="Grpc.GrpcException">The message cannot be read, or is refused.</exception>
    public Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> message, MessageForm form, Caller caller);
}
