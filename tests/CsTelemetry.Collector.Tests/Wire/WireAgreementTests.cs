using System.Text;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Wire;

/// <summary>
/// Compares the hand-written reader with Google.Protobuf on random bytes that are nearly messages: fields in any order
/// and more than once, unknown ones, groups, wrong wire types, lengths that lie, flipped bits, cut ends. Both take the
/// same ones, and read the same in them.
/// </summary>
public sealed class WireAgreementTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Both_readers_take_the_same_bytes_and_read_the_same(int seed)
    {
        var random = new Random(seed);
        var messages = new AnyMessages(random);
        var taken = 0;
        for (var i = 0; i < 5000; i++)
        {
            var bytes = messages.Request();
            Damage(bytes, random);
            if (random.Next(8) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length + 1)];
            }

            var expected = ByGoogle(bytes);
            Assert.True(expected == ByHand(bytes), $"Seed {seed}, message {i}: {Convert.ToHexString(bytes)}\nGoogle: {expected}\nhand:   {ByHand(bytes)}");
            taken += expected is null ? 0 : 1;
        }

        // A test of which nearly nothing is a message would prove little, and one of which everything is as little.
        Assert.InRange(taken, 1000, 4500);
    }

    private static void Damage(byte[] bytes, Random random)
    {
        for (var flips = random.Next(4) == 0 ? random.Next(1, 4) : 0; flips > 0 && bytes.Length > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }
    }

    private static string? ByGoogle(byte[] bytes)
    {
        try
        {
            var request = PublishRequest.Parser.ParseFrom(bytes);
            var text = new StringBuilder();
            var resource = request.Resource ?? new Resource();
            text.Append($"{request.ClientInstanceId}|{request.BatchSequence}|{request.SentAtUnixMs}|{resource.Sdk}|{resource.Application}|{resource.ApplicationVersion}|{resource.Environment}|{request.Events.Count}");
            foreach (var one in request.Events)
            {
                text.Append($"\n{Narrow((int)one.Kind)}|{one.Sequence}|{one.OccurredAtUnixMs}|{one.AccountId}|{one.UserId}|{one.Feature}|{one.SessionId}|{Narrow((int)one.Platform)}|{(one.ActorKind == 0 ? 1 : Narrow((int)one.ActorKind))}|{Math.Max(1, one.Quantity)}|{BitConverter.DoubleToUInt64Bits(one.Value)}|{one.DurationMs}|{one.Properties.Count}");
                foreach (var property in one.Properties)
                {
                    text.Append($"\n  {property.Key}|{Value(property)}");
                }
            }

            return text.ToString();
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string Value(Property property) => property.ValueCase switch
    {
        Property.ValueOneofCase.StringValue => $"Text {property.StringValue}",
        Property.ValueOneofCase.IntValue => $"Integer {property.IntValue}",
        Property.ValueOneofCase.DoubleValue => FormattableString.Invariant($"Number {property.DoubleValue:R}"),
        Property.ValueOneofCase.BoolValue => property.BoolValue ? "Boolean true" : "Boolean false",
        _ => "Missing ",
    };

    private static string? ByHand(byte[] bytes)
    {
        try
        {
            var request = WireBatch.Read(bytes);
            var text = new StringBuilder();
            var source = request.Source;
            text.Append($"{request.ClientInstanceId}|{request.BatchSequence}|{request.SentAt}|{Text(source.Sdk)}|{Text(source.Application)}|{Text(source.ApplicationVersion)}|{Text(source.Environment)}|{request.EventCount}");
            for (var events = request.Events; events.MoveNext();)
            {
                Append(text, WireEvent.Read(events.Message));
            }

            return text.ToString();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, in WireEvent one)
    {
        text.Append($"\n{(byte)one.Kind}|{one.Sequence}|{one.OccurredAt}|{Text(one.AccountId)}|{Text(one.UserId)}|{Text(one.Feature)}|{Text(one.SessionId)}|{(byte)one.Platform}|{(byte)one.ActorKind}|{one.Quantity}|{BitConverter.DoubleToUInt64Bits(one.Value)}|{one.DurationMilliseconds}|{one.PropertyCount}");
        Span<byte> scratch = stackalloc byte[WireProperty.MaxNumberBytes];
        for (var properties = one.Properties; properties.MoveNext();)
        {
            text.Append($"\n  {Text(properties.Current.Key)}|{properties.Current.Type} {Text(properties.Current.ValueIn(scratch))}");
        }
    }

    private static int Narrow(int number) => number is >= 0 and < byte.MaxValue ? number : byte.MaxValue;

    // Google.Protobuf decodes on reading, with U+FFFD for what is no UTF-8; so is it compared.
    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
