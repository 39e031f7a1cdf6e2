using Commerce.Application;
using Commerce.Infrastructure;
using Commerce.Web.Http;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddApplication().AddInfrastructure(builder.Configuration).AddWeb().AddCrossOrigin(builder.Configuration.Origins("Http:Cors:Origins")).AddObservability(builder.Configuration);

    await using var app = builder.Build();
    app.UseWeb();
    await app.RunAsync();
    return 0;
}
catch (UnusableSettingException setting)
{
    // For whoever starts the program: one sentence and no stack. 78 is EX_CONFIG of sysexits.h.
    await Console.Error.WriteLineAsync(setting.Message);
    return 78;
}

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
