using CsTelemetry.Grpc.Reflection;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Protocol.Grpc.Reflection.V1;
using Google.Protobuf.Reflection;

namespace CsTelemetry.Grpc.Tests.Reflection;

public sealed class ReflectionTests
{
    private const int NotFound = (int)GrpcStatusCode.NotFound;

    [Theory]
    [InlineData(ReflectionService.Path)]
    [InlineData(ReflectionService.OlderPath)]
    public async Task All_services_are_listed_in_both_versions(string path)
    {
        var response = await AskAsync(new() { ListServices = "*", Host = "here" }, path);

        Assert.Equal(
            ["cstelemetry.v1.TelemetryCollector", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            response.ListServicesResponse.Service.Select(service => service.Name));
        Assert.Equal(("here", "*"), (response.ValidHost, response.OriginalRequest.ListServices));
    }

    [Theory]
    [InlineData("cstelemetry.v1.TelemetryCollector", "cstelemetry/v1/telemetry.proto")]
    [InlineData("cstelemetry.v1.TelemetryCollector.PublishStream", "cstelemetry/v1/telemetry.proto")]
    [InlineData("cstelemetry.v1.EventKind", "cstelemetry/v1/telemetry.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.reflection.v1alpha.ServerReflectionRequest", "grpc/reflection/v1alpha/reflection.proto")]
    public async Task A_symbol_leads_to_its_file(string symbol, string file)
    {
        var response = await AskAsync(new() { FileContainingSymbol = symbol });

        Assert.Equal(file, Files(response)[0].Name);
    }

    [Fact]
    public void A_file_comes_with_all_it_imports()
    {
        var index = new ReflectionIndex([Protocol.Google.Rpc.StatusReflection.Descriptor]);

        var files = index.FindFile("google/rpc/status.proto")!.Select(FileDescriptorProto.Parser.ParseFrom).Select(file => file.Name);

        Assert.Equal(["google/rpc/status.proto", "google/protobuf/any.proto"], files);
    }

    [Fact]
    public async Task A_file_is_found_by_its_name_and_can_be_built_from_what_came()
    {
        var response = await AskAsync(new() { FileByFilename = "cstelemetry/v1/telemetry.proto" });

        var built = FileDescriptor.BuildFromByteStrings(response.FileDescriptorResponse.FileDescriptorProto);
        Assert.Equal("PublishStream", built[^1].FindTypeByName<ServiceDescriptor>("TelemetryCollector").Methods[1].Name);
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_in_the_answer_and_the_stream_goes_on()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "none.proto" },
            new() { FileContainingSymbol = "none.Such" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "x.Y", ExtensionNumber = 5 } },
            new() { AllExtensionNumbersOfType = "none.Such" },
            new(),
            new() { AllExtensionNumbersOfType = "cstelemetry.v1.Event" },
        ];

        var answer = await client.CallAsync(ReflectionService.Path, [.. questions.SelectMany(Frames.Of)]);

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        var responses = answer.Messages.Select(m => ServerReflectionResponse.Parser.ParseFrom(m.Plain)).ToList();
        Assert.Equal([NotFound, NotFound, NotFound, NotFound, (int)GrpcStatusCode.Unimplemented], responses[..5].Select(r => r.ErrorResponse.ErrorCode));
        Assert.Equal("There is no symbol 'none.Such'.", responses[1].ErrorResponse.ErrorMessage);
        Assert.Empty(responses[5].AllExtensionNumbersResponse.ExtensionNumber);
    }

    private static List<FileDescriptorProto> Files(ServerReflectionResponse response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];

    private static async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request, string path = ReflectionService.Path)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var answer = await client.CallAsync(path, Frames.Of(request), ("authorization", "none"));
        return ServerReflectionResponse.Parser.ParseFrom(Assert.Single(answer.Messages).Plain);
    }
}
