using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>What one request brought: the message as it was on the wire, and as it reads.</summary>
internal sealed record ReceivedCall(string Path, string Protocol, IReadOnlyDictionary<string, string> Headers, byte[] Body, byte[] Message)
{
    public PublishRequest Request => PublishRequest.Parser.ParseFrom(Message);

    public ForgetRequest Order => ForgetRequest.Parser.ParseFrom(Message);
}
