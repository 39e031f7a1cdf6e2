var app = WebApplication.CreateBuilder(args).Build();
app.Run();

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
