using CsTelemetry.Grpc.Statuses;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Headers;

// Trap 8.
public sealed class StatusTextTests
{
    [Theory]
    [InlineData("plain text, with ~punctuation!")]
    [InlineData("\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n")]
    [InlineData("100 % of %41")]
    [InlineData("Zürich")]
    public async Task Any_text_of_a_status_arrives_as_it_was(string text)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Fail, Frames.OfText(text));

        Assert.Equal((GrpcStatusCode.Aborted, text), (answer.Code, answer.Message));
        Assert.DoesNotContain(answer.RawMessage!, c => c is < ' ' or > '~');
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() =>
        Assert.Equal("a%EF%BF%BDb", StatusText.Encode("a\uD83Db"));

    [Fact]
    public void A_long_text_is_cut_between_characters_and_never_within_one()
    {
        var text = StatusText.Cut(new string('x', GrpcException.MaxMessageLength - 1) + "😈");

        Assert.Equal(new string('x', GrpcException.MaxMessageLength - 1), text);
    }
}
