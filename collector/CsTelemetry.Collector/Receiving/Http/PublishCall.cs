using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>`POST /v1/publish`: a PublishRequest in, a PublishResponse out, by the handler that gRPC has. Thread-safe.</summary>
internal sealed class PublishCall(PublishHandler handler, PublishMessages messages) : IHttpCall
{
    public string Path => "/v1/publish";

    public string Scope => Scopes.Ingest;

    public bool ForBrowsers => true;

    public async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> message, MessageForm form, Caller caller)
    {
        var incoming = form == MessageForm.Protobuf
            ? messages.Copy(message.Span)
            : messages.Copy(MessageText.Read(PublishRequest.Parser, message.Span, form));
        return MessageText.Write(await handler.PublishAsync(incoming, caller), form);
    }
}
